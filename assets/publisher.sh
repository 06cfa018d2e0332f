# Who publishes the packages. Whoever does writes their own name, address and domain here, and nowhere else.
# shellcheck shell=sh disable=SC2034 # Other scripts read these.

publisher='The talkdesk-setup authors'
address='talkdesk-setup@example.org'
homepage='https://example.org/talkdesk-setup'
identifier='org.example.talkdesksetup'
