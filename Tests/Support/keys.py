"""Passkeys of a browser that has no hardware: Chromium's virtual authenticator."""

from contextlib import contextmanager

from selenium.webdriver.common.virtual_authenticator import VirtualAuthenticatorOptions


def options():
    """A device with a fingerprint, which keeps keys and always knows its person."""
    made = VirtualAuthenticatorOptions()
    made.protocol = VirtualAuthenticatorOptions.Protocol.CTAP2
    made.transport = VirtualAuthenticatorOptions.Transport.INTERNAL
    made.has_resident_key = made.has_user_verification = made.is_user_verified = True
    made.is_user_consenting = True
    return made


@contextmanager
def authenticator(driver):
    driver.add_virtual_authenticator(options())
    try:
        yield driver
    finally:
        driver.remove_virtual_authenticator()


def another(driver):
    """Takes the device away and lays down another; the keys in the first are given back."""
    keys = driver.get_credentials()
    driver.remove_virtual_authenticator()
    driver.add_virtual_authenticator(options())
    return keys


def bring(driver, keys):
    for key in keys:
        driver.add_credential(key)
