#!/bin/sh
# Makes the fonts of this folder again: pip install fonttools; apt-get install fonts-noto-core; ./subset.sh
set -eu
subset() {
  pyftsubset "/usr/share/fonts/truetype/noto/$1.ttf" --unicodes="$2" --layout-features="$3" --no-hinting \
    --notdef-outline --name-IDs=0,1,2,4,6,13,14 --output-file="$1.ttf"
}
marks=kern,mark,mkmk,ccmp,locl
for weight in Regular Bold; do
  subset NotoSans-$weight "U+20-7E,U+A0-24F,U+300-36F,U+370-3FF,U+400-52F,U+1E00-1EFF,U+2010-203A,U+2044,U+2070-209F,U+20A0-20BF,U+2116,U+2122,U+2212,U+2248,U+2260,U+2264,U+2265,U+25CF,U+FFFD" "$marks"
done
# With spaces and points of their own: pictures take a line of text from one font as a whole where they can.
subset NotoSansHebrew-Regular "U+20-7E,U+A0,U+AB,U+B7,U+BB,U+590-5FF,U+2010-203A,U+FB1D-FB4F" "$marks"
subset NotoSansArabic-Regular "U+20-7E,U+A0,U+AB,U+B7,U+BB,U+600-6FF,U+2010-203A" "$marks,init,medi,fina,isol,rlig,calt"
