"""Lists the report jobs of an account: python3 reports.py acme. More words go to talkdesk-setup token."""

import json
import subprocess
import sys
import urllib.request


def token(*account):
    """A token that lives for two minutes at least, and the address of the API. Call it again for each longer job."""
    command = ["talkdesk-setup", "token", "--json", *account]
    answer = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return answer["access_token"], answer["api_url"]


access_token, api_url = token(*sys.argv[1:])
request = urllib.request.Request(
    f"{api_url}/data/reports/calls/jobs",
    headers={"Authorization": f"Bearer {access_token}"},
)
with urllib.request.urlopen(request, timeout=30) as answer:
    print(json.load(answer))
