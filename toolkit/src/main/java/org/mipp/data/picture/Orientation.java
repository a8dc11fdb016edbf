package org.mipp.data.picture;

import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataFormatImpl;
import org.mipp.data.ImageShape;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * How a camera was held: what the pixels of a file have to undergo to stand upright (EXIF 2.32, tag 274). Images are turned
 * after they are resized and cut, when they are small.
 *
 * @param turned whether rows and columns change places
 * @param flippedRows whether the first row of the upright image is at the end of the file's, rows or columns
 * @param flippedColumns whether the first column of the upright image is at the end of the file's, columns or rows
 */
record Orientation(boolean turned, boolean flippedRows, boolean flippedColumns) {

    static final Orientation UPRIGHT = new Orientation(false, false, false);

    /** Asks a reader; what cannot be understood is taken to be upright, as in Pillow. */
    static Orientation of(ImageReader reader) throws IOException {
        if (!"jpeg".equalsIgnoreCase(reader.getFormatName())) {
            return UPRIGHT;
        }
        try {
            IIOMetadata metadata = reader.getImageMetadata(0);
            Node root = metadata == null ? null : metadata.getAsTree(IIOMetadataFormatImpl.standardMetadataFormatName);
            return root instanceof Element element ? named(element) : UPRIGHT;
        } catch (IOException | RuntimeException e) {
            return UPRIGHT; // damaged notes of a camera beside a picture that may be whole: decoding will tell
        }
    }

    private static Orientation named(Element root) {
        NodeList found = root.getElementsByTagName("ImageOrientation");
        String name = found.getLength() == 0 ? "" : ((Element) found.item(0)).getAttribute("value");
        // in the words of ImageIO: flips come first, and rotations are those that the picture has undergone
        return switch (name) {
            case "FlipH" -> new Orientation(false, false, true);
            case "Rotate180" -> new Orientation(false, true, true);
            case "FlipV" -> new Orientation(false, true, false);
            case "FlipVRotate90" -> new Orientation(true, false, false);
            case "Rotate270" -> new Orientation(true, false, true);
            case "FlipHRotate90" -> new Orientation(true, true, true);
            case "Rotate90" -> new Orientation(true, true, false);
            default -> UPRIGHT;
        };
    }

    /** The shape that becomes another when it is turned, with so many channels. */
    ImageShape before(ImageShape upright, int channels) {
        return turned
                ? new ImageShape(channels, upright.width(), upright.height())
                : new ImageShape(channels, upright.height(), upright.width());
    }

    /** Where a pixel of the upright image, of this height and width, is among those of the file's. */
    int source(int y, int x, int height, int width) {
        int row = flippedRows ? height - 1 - y : y;
        int column = flippedColumns ? width - 1 - x : x;
        return turned ? column * height + row : row * width + column;
    }
}
