"""Reads mails as another program would: Python's email library, strict about RFC 5322 and MIME.

Takes a JSON list of base64 on standard input and answers a JSON list of what each mail holds.
"""
import base64, email, email.policy, json, sys


def part(message):
    content = message.get_content()
    text = content if isinstance(content, str) else None
    return {
        "type": message.get_content_type(),
        "name": message.get_filename(),
        "text": text,
        "bytes": None if text is not None else len(content),
        "defects": [str(d) for d in message.defects],
    }


def mail(raw):
    message = email.message_from_bytes(raw, policy=email.policy.default.clone(raise_on_defect=False))
    headers = [[name, str(value)] for name, value in message.items()]
    defects = [str(d) for d in message.defects]
    for _, value in message.items():
        defects += [str(d) for d in getattr(value, "defects", ())]
    return {
        "headers": headers,
        "defects": defects,
        "to": [a.addr_spec for a in message["To"].addresses],
        "fromName": message["From"].addresses[0].display_name,
        "parts": [part(p) for p in message.walk() if not p.is_multipart()],
    }


json.dump([mail(base64.b64decode(item)) for item in json.load(sys.stdin)], sys.stdout, ensure_ascii=False)
