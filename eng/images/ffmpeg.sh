#!/usr/bin/env bash
# Builds the distribution's ffmpeg with the formats that the platform reads and nothing else, without libraries of its own to load:
# a few MB where the distribution's program brings 430, and far less that a hostile file can reach. LGPL. As root, on Debian or Ubuntu.
#   eng/images/ffmpeg.sh FILE
set -euo pipefail

target=$1 folder=$(mktemp -d)
sed -i 's/^Types: deb$/Types: deb deb-src/' /etc/apt/sources.list.d/*.sources
apt-get update -q
DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends dpkg-dev gcc libc6-dev make nasm pkg-config libaom-dev
cd "$folder"
apt-get source -q ffmpeg
cd ffmpeg-*/
./configure --disable-everything --disable-autodetect --disable-network --disable-doc --disable-debug --disable-ffplay --disable-ffprobe \
    --enable-pthreads --enable-libaom --pkg-config-flags=--static --extra-ldflags=-static \
    --enable-protocol=file,pipe \
    --enable-demuxer=aac,flac,hevc,matroska,mov,mp3,ogg,wav \
    --enable-parser=aac,av1,flac,h264,hevc,mpeg4video,mpegaudio,opus,vorbis,vp8,vp9 \
    --enable-decoder=aac,alac,amrnb,amrwb,flac,mp3,mp3float,opus,pcm_f32le,pcm_s16be,pcm_s16le,pcm_s24le,speex,vorbis \
    --enable-decoder=adpcm_ima_wav,adpcm_ms,gsm_ms,pcm_alaw,pcm_mulaw \
    --enable-decoder=h264,hevc,libaom_av1,mjpeg,mpeg4,vp8,vp9 \
    --enable-filter=aresample,fps,scale --enable-encoder=pcm_f32le,ppm --enable-muxer=image2pipe,wav
make -j"$(nproc)" ffmpeg
strip ffmpeg
install -D ffmpeg "$target"
rm -rf "$folder"
