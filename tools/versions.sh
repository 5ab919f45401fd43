# version_of NAME: the version that versions.json names, one on a line. For scripts that run before there is any
# interpreter to read JSON with, and often: sed alone. Sourced; expects $top, the project's folder.
version_of() { sed -n "s/^ *\"$1\": \"\(.*\)\",\{0,1\}\$/\1/p" "$top/versions.json"; }
