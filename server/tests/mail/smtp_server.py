"""A mail server for tests: real SMTP by aiosmtpd, telling each step on standard output as a line of JSON.

A line on standard input is answered by a mark, after every step before it. It ends when standard input is closed, so
that none outlives its test.
"""

import argparse
import asyncio
import email
import email.policy
import json
import logging
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult, TLSSetupException


def tell(**event):
    print(json.dumps(event), flush=True)


def is_no_refused_certificate(record):
    """That a client hangs up on a wrong certificate is what tests wait for, and no error to be shown."""
    return not (record.exc_info and issubclass(record.exc_info[0], TLSSetupException))


def encrypted(server):
    return server.transport.get_extra_info("ssl_object") is not None


class Handler:
    def __init__(self, refused, slow_seconds):
        self.refused = refused
        self.slow_seconds = slow_seconds

    async def handle_MAIL(self, server, session, envelope, address, options):
        tell(event="mail", encrypted=encrypted(server))
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refused:
            tell(event="refused")
            return f"550 5.1.1 <{address}>: no such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        tell(
            event="message",
            sender=envelope.mail_from,
            recipients=envelope.rcpt_tos,
            encrypted=encrypted(server),
            authenticated=bool(session.authenticated),
            headers=[[name.lower(), str(value)] for name, value in message.items()],
            text=message.get_content(),
        )
        await asyncio.sleep(self.slow_seconds)
        return "250 OK"


async def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--port", type=int, default=0)
    arguments.add_argument("--certificate", required=True)
    arguments.add_argument("--key", required=True)
    arguments.add_argument("--tls", choices=["starttls", "tls", "none"], default="starttls")
    arguments.add_argument("--account", help="NAME:PASSWORD, needed to send")
    arguments.add_argument("--refuse", action="append", default=[])
    arguments.add_argument("--slow-seconds", type=float, default=0)
    options = arguments.parse_args()

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(options.certificate, options.key)

    def authenticate(server, session, envelope, mechanism, data):
        right = options.account == f"{data.login.decode()}:{data.password.decode()}"
        tell(event="sign_in", right=right, encrypted=encrypted(server))
        return AuthResult(success=right, handled=right)

    def session():
        tell(event="connected")
        return SMTP(
            Handler(options.refuse, options.slow_seconds),
            hostname="localhost",
            tls_context=context if options.tls == "starttls" else None,
            require_starttls=options.tls == "starttls",
            auth_required=options.account is not None,
            auth_require_tls=options.tls == "starttls",
            authenticator=authenticate,
        )

    logging.getLogger("mail.log").addFilter(is_no_refused_certificate)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        session,
        "127.0.0.1",
        options.port,
        ssl=context if options.tls == "tls" else None,
    )
    tell(event="listening", port=server.sockets[0].getsockname()[1])
    while await loop.run_in_executor(None, sys.stdin.readline):
        tell(event="mark")


asyncio.run(main())
