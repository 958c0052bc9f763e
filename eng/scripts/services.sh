# What the services are: reads charts/mmei/files/services.json, which has one to a line. Sourced, not run; needs nothing but sed.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
services=$root/charts/mmei/files/services.json

service_names() { sed -n 's/^  "\([a-z]*\)": {.*/\1/p' "$services"; }

# service_fact NAME FACT: a text, or the words of a list.
service_fact() { sed -n "s/^  \"$1\": {.*\"$2\": \(\"[^\"]*\"\|\[[^]]*\]\).*/\1/p" "$services" | tr -d '[]",'; }
