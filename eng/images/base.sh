#!/usr/bin/env bash
# Makes two base systems from this machine's Debian release and mirror, as root:
#   FOLDER/debian    the distribution's least, for builds and as the stand-in for a CUDA base
#   FOLDER/runtime   what a .NET program loads, a shell, certificates and time zones: no package manager, no Perl, 60 MB less
#   eng/images/base.sh FOLDER
set -euo pipefail

debian=$1/debian runtime=$1/runtime
packages=(base-files ca-certificates dash libc6 libgcc-s1 libssl3 libstdc++6 tzdata zlib1g)

mirror=$(sed -n 's/^URIs: *//p' /etc/apt/sources.list.d/*.sources | head -1)
suite=$(. /etc/os-release && printf '%s' "$VERSION_CODENAME")
debootstrap --variant=minbase --include="$(IFS=,; echo "${packages[*]}")" "$suite" "$debian" "$mirror"
rm -rf "$debian"/usr/share/{doc,info,lintian,locale,man,zoneinfo/right}/* "$debian"/var/{cache/apt,lib/apt/lists,log}/* "$debian/etc/apt/sources.list"
cp /etc/apt/sources.list.d/*.sources "$debian/etc/apt/sources.list.d/"
mkdir -p "$debian/usr/share/dotnet"
ln -s /usr/share/dotnet/dotnet "$debian/usr/bin/dotnet"

# Packages name /lib/x, which is /usr/lib/x.
{
    printf '/%s\n' bin lib lib64 sbin etc/group etc/ld.so.cache etc/nsswitch.conf etc/passwd usr/bin/dotnet usr/share/dotnet
    (cd "$debian" && find etc/ssl -printf '/%p\n')
    chroot "$debian" dpkg --listfiles "${packages[@]}" | grep -v /gconv | sed -E 's#^/(bin|lib|lib64|sbin)/#/usr/\1/#'
} | sort -u | while read -r path; do
    [[ ! -e $debian$path && ! -L $debian$path ]] || printf '.%s\n' "$path"
done >"$1/files"
mkdir "$runtime"
tar -C "$debian" --no-recursion --files-from="$1/files" -c | tar -C "$runtime" -x
