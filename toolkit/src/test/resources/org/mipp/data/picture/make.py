# Makes the pictures beside it, and prints the checksums in PictureFileTest: python make.py, with Pillow 13.0.0
import os, PIL, zlib, numpy as np
from PIL import Image, ImageOps
print(PIL.__version__)
out = os.path.dirname(os.path.abspath(__file__)) + '/'
def pic(w,h):
    y,x=np.mgrid[0:h,0:w]
    return np.stack([(7*x+13*y+50*c+x*y)%256 for c in range(3)],-1).astype(np.uint8)
def prep(im,size,crop):
    w,h=im.size
    if w<=h: nw,nh=size,int(size*h/w)
    else: nh,nw=size,int(size*w/h)
    if (nw,nh)!=(w,h): im=im.resize((nw,nh),Image.BILINEAR)
    top=int(round((nh-crop)/2.)); left=int(round((nw-crop)/2.))
    return im.crop((left,top,left+crop,top+crop))
for (w,h,s,c) in [(53,37,20,16),(37,53,37,31),(11,9,24,24),(640,480,256,224)]:
    a=np.asarray(prep(Image.fromarray(pic(w,h)),s,c))
    g=np.asarray(prep(Image.fromarray(pic(w,h)),s,c).convert("L"))
    print((w,h,s,c), zlib.crc32(a.transpose(2,0,1).tobytes()), zlib.crc32(g.tobytes()))
# four corners in four colours, 32 x 48
a=np.zeros((48,32,3),np.uint8)
a[:24,:16]=[200,30,30]; a[:24,16:]=[30,180,30]; a[24:,:16]=[30,30,200]; a[24:,16:]=[220,220,40]
im=Image.fromarray(a)
for o in range(1,9):
    ex=Image.Exif(); ex[274]=o
    # the file holds what becomes im when transposed
    inv={1:None,2:Image.FLIP_LEFT_RIGHT,3:Image.ROTATE_180,4:Image.FLIP_TOP_BOTTOM,5:Image.TRANSPOSE,6:Image.ROTATE_90,7:Image.TRANSVERSE,8:Image.ROTATE_270}[o]
    f=im if inv is None else im.transpose(inv)
    f.save(out+f"orientation-{o}.jpg",exif=ex,quality=90,subsampling=0)
    b=np.asarray(ImageOps.exif_transpose(Image.open(out+f"orientation-{o}.jpg")).convert("RGB")).astype(int)
    assert b.shape==a.shape and abs(b-a).max()<12,(o,abs(b-a).max())
im.save(out+"progressive.jpg",progressive=True,quality=90)
im.convert("L").save(out+"grey.jpg",quality=90)
im.convert("CMYK").save(out+"cmyk.jpg",quality=95)
rgba=np.dstack([a,np.full((48,32),255,np.uint8)]); rgba[24:,:,3]=0; Image.fromarray(rgba).save(out+"alpha.png")
Image.fromarray(a).convert("P",palette=Image.ADAPTIVE).save(out+"palette.png")
Image.fromarray((np.full((48,32),128)*257).astype(np.uint16)).save(out+"grey16.png")
im.save(out+"gif.gif")
im.convert("L").convert("LA").save(out+"grey-alpha.png")

for f in sorted(os.listdir(out)): print(f,os.path.getsize(out+f))
