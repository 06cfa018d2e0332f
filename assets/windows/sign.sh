#!/bin/sh
# Signs programs for Windows, in place, with the certificate that the environment names.
#
# Usage: sh sign.sh FILE.exe...
#   WINDOWS_CERTIFICATE     a file with certificate and key, PKCS #12
#   WINDOWS_PASSWORD_FILE   a file with its password
#   WINDOWS_TIMESTAMP       who witnesses the time, so that the signature outlives the certificate; empty for nobody

set -eu
: "${WINDOWS_CERTIFICATE:?}" "${WINDOWS_PASSWORD_FILE:?}"
witness=${WINDOWS_TIMESTAMP-http://timestamp.digicert.com}

for file in "$@"; do
    osslsigncode sign -pkcs12 "$WINDOWS_CERTIFICATE" -readpass "$WINDOWS_PASSWORD_FILE" -h sha256 \
        -n 'Talkdesk setup' ${witness:+-ts "$witness"} -in "$file" -out "$file.signed"
    mv "$file.signed" "$file"
done
