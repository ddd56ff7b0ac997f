// Data that arrive on the page itself: pasted anywhere but into a field, or dropped anywhere.

/**
 * @param {(source: string | File) => void} receive
 */
export function listenToArrivals(receive) {
  addEventListener('paste', (event) => {
    const text = textOf(event.clipboardData);
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
    const text = textOf(event.dataTransfer);
    if (!file && (isField(event.target) || !isTableText(text))) return;
    event.preventDefault();
    receive(file ?? text);
  });
}

/**
 * The text of a paste or a drop: plain where it has tabs, as that of spreadsheets and of most pages; else the table of
 * the page, if there is one, because in the plain text its cells may stand one a line.
 * @param {DataTransfer | null | undefined} data
 */
export function textOf(data) {
  const plain = data?.getData('text/plain') ?? '';
  const html = plain.includes('\t') ? '' : (data?.getData('text/html') ?? '');
  return /<td\b[\s\S]*<td\b/i.test(html) && /<tr\b[\s\S]*<tr\b/i.test(html) ? html : plain;
}

/** Whether an element takes texts itself. @param {EventTarget | null} target */
const isField = (target) =>
  target instanceof HTMLElement && (target.matches('input, textarea, select') || target.isContentEditable);

/** Whether a text can be a table: it has several lines with digits, is a list, or has cells of a page.
 * @param {string} text */
const isTableText = (text) =>
  /<td\b[^>]*>[^<]*\d/i.test(text) ||
  (/^\s*[[{(]/.test(text) && /\d\D+\d/.test(text.slice(0, 1000)) && /[\]})];?$/.test(text.slice(-20).trim())) ||
  ((text.slice(0, 20_000).match(/\d[^\n\r]*[\n\r]/g) ?? []).length > 0 && /[\n\r]/.test(text.trim()));
