"""A browser, cleared between journeys; a second one is another device."""

import pytest

from browser import Browser, start_chromium
from customer import Customer


@pytest.fixture(scope="session")
def chromium():
    driver = start_chromium()
    yield driver
    driver.quit()


@pytest.fixture(scope="session")
def second_chromium():
    driver = start_chromium()
    yield driver
    driver.quit()


@pytest.fixture
def browser(city, chromium):
    browser = Browser(city, chromium)
    browser.forget()
    chromium.get_log("browser")
    yield browser
    assert not browser.complaints()


@pytest.fixture
def other_device(city, second_chromium):
    browser = Browser(city, second_chromium)
    browser.forget()
    return browser


@pytest.fixture
def customer(browser):
    return Customer(browser)
