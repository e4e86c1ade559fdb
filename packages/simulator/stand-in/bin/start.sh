#!/bin/sh
# Owns what the image of medusa-starter does at each start, as its own start.sh says: migrate unless a variable says not to, make an admin
# where a variable says so, one that is there already being no failure, and start.
set -eu
if [ "${MEDUSA_RUN_MIGRATION:-true}" = true ]; then
  npx medusa db:migrate
fi
if [ "${MEDUSA_CREATE_ADMIN_USER:-false}" = true ]; then
  npx medusa user -e "$MEDUSA_ADMIN_EMAIL" -p "$MEDUSA_ADMIN_PASSWORD"
fi
exec npx medusa start
