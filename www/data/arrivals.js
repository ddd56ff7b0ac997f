// Data that arrive on the page itself: pasted anywhere but into a field, or dropped anywhere.

/**
 * @param {(source: string | File) => void} receive
 */
export function listenToArrivals(receive) {
  addEventListener('paste', (event) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (isField(event.target) || !isTableText(text)) return;
    event.preventDefault();
    receive(text);
  });
  addEventListener('dragover', (event) => {
    const { types = [] } = event.dataTransfer ?? {};
    if (!types.includes('Files') && !types.includes('text/plain')) return;
    event.preventDefault();
    document.documentElement.classList.add('is-dropping');
  });
  const leave = () => document.documentElement.classList.remove('is-dropping');
  addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) leave();
  });
  addEventListener('drop', (event) => {
    leave();
    const [file] = event.dataTransfer?.files ?? [];
    const text = event.dataTransfer?.getData('text/plain') ?? '';
    if (!file && (isField(event.target) || !isTableText(text))) return;
    event.preventDefault();
    receive(file ?? text);
  });
}

/** Whether an element takes texts itself. @param {EventTarget | null} target */
const isField = (target) =>
  target instanceof HTMLElement && (target.matches('input, textarea, select') || target.isContentEditable);

/** Whether a text can be a table: it has several lines with digits. @param {string} text */
const isTableText = (text) =>
  (text.slice(0, 20_000).match(/\d[^\n\r]*[\n\r]/g) ?? []).length > 0 && /[\n\r]/.test(text.trim());
