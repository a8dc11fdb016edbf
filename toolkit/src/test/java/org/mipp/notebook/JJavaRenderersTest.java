package org.mipp.notebook;

import java.util.HashMap;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMETypeParseException;

/** In JJava. */
class JJavaRenderersTest extends RenderersContract {

    private final Renderer renderer = new Renderer();

    JJavaRenderersTest() {
        new JJavaRenderers(renderer, output -> above.add(bundle(output))).register();
    }

    @Override
    Map<String, Object> render(Object value) {
        return bundle(renderer.render(value));
    }

    @Override
    Map<String, Object> renderAs(Object value, String type) {
        return bundle(renderer.renderAs(value, type));
    }

    private static Map<String, Object> bundle(DisplayData output) {
        Map<String, Object> bundle = new HashMap<>();
        for (String type : TYPES) {
            try {
                if (output.hasDataForType(MIMEType.parse(type))) {
                    bundle.put(type, output.getData(MIMEType.parse(type)));
                }
            } catch (MIMETypeParseException e) {
                throw new AssertionError(e);
            }
        }
        return bundle;
    }
}
