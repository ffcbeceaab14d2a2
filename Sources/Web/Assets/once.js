// A second press makes no second order: the server sees to that. This spares people the doubt.
for (const form of document.querySelectorAll('form[data-once]')) {
    form.addEventListener('submit', (event) => {
        if (form.dataset.sent) { event.preventDefault(); return; }
        form.dataset.sent = 'yes';
        const button = event.submitter;
        // Disabled at once, the button's own name and value would not be sent.
        if (button) setTimeout(() => { button.setAttribute('aria-disabled', 'true'); }, 0);
    });
}
// A page that comes back from the browser's memory can be sent again.
addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    for (const form of document.querySelectorAll('form[data-sent]')) {
        delete form.dataset.sent;
        form.querySelectorAll('[aria-disabled]').forEach((b) => b.removeAttribute('aria-disabled'));
    }
});
// What is to be mended is read out first.
document.querySelector('.errors')?.focus();
