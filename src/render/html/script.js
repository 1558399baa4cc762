// What the page can do beyond being read. All that it says is there without this.
(() => {
  'use strict';
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const make = (name, text, properties = {}) =>
    Object.assign(document.createElement(name), { textContent: text }, properties);
  const said = (element) => element.textContent.replace(/\s+/g, ' ').trim();

  // Tables that can be sorted.
  const number = (text) => (text.startsWith('<') ? 0 : parseFloat(text));
  const compare = (a, b) => {
    const difference = number(a) - number(b);
    return Number.isNaN(difference) ? a.localeCompare(b, undefined, { numeric: true }) : difference;
  };
  for (const table of all('table.sortable')) {
    const heads = all('thead th', table);
    heads.forEach((head, column) => {
      const button = make('button', said(head), { type: 'button', className: 'sort' });
      head.replaceChildren(button);
      button.addEventListener('click', () => {
        const up = head.getAttribute('aria-sort') !== 'ascending';
        heads.forEach((other) => other.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
        const key = (row) => said(row.cells[column]);
        const rows = [...table.tBodies[0].rows];
        rows.sort((a, b) => (up ? 1 : -1) * compare(key(a), key(b)));
        table.tBodies[0].append(...rows);
      });
    });
  }

  // Lists that can be searched.
  const search = (before, title, items, show) => {
    const input = make('input', '', { type: 'search', autocomplete: 'off', spellcheck: false });
    const label = make('label', title + ' ', { className: 'filter' });
    const count = make('output', '');
    label.append(input);
    const line = make('p', '');
    line.append(label, ' ', count);
    before.before(line);
    input.addEventListener('input', () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const item of items) {
        const text = said(item).toLowerCase();
        item.hidden = !words.every((word) => text.includes(word));
        shown += item.hidden ? 0 : 1;
      }
      count.textContent = words.length ? `${shown} of ${items.length}` : '';
      show(words.length > 0);
    });
  };
  for (const table of all('table.sortable')) {
    search(table.closest('.scroll'), 'Filter', [...table.tBodies[0].rows], () => {});
  }
  const answers = document.getElementById('answers');
  if (answers) {
    const items = all('.answers > li', answers);
    search(answers.querySelector('details'), 'Filter', items, (filtered) => {
      const left = (part) => all('.answers > li', part).some((item) => !item.hidden);
      for (const part of all('section', answers)) part.hidden = filtered && !left(part);
      for (const part of all('details', answers)) {
        part.hidden = filtered && !left(part);
        part.open = filtered;
      }
    });
  }

  // Moves that can be copied as tickets, in Markdown.
  const plain = (text) =>
    text
      .replace(/&/g, '&amp;')
      .replace(/[\\`*_[\]<>#|~$@!]/g, '\\$&')
      .replace(/:(?=\/\/)/g, '\\:')
      .replace(/(www)\./gi, '$1\\.');
  const ticket = (move) => {
    const facts = all('dt', move).map(
      (label) => `- **${plain(said(label))}:** ${plain(said(label.nextElementSibling))}`
    );
    return `## ${plain(said(move.querySelector('h3, h4')))}\n\n${facts.join('\n')}\n`;
  };
  const copy = async (text) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const area = make('textarea', text);
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  };
  for (const move of all('.move')) {
    const button = make('button', 'Copy as ticket', { type: 'button', className: 'copy' });
    button.addEventListener('click', async () => {
      try {
        await copy(ticket(move));
        button.textContent = 'Copied';
      } catch {
        button.textContent = 'Not copied: the browser does not allow it';
      }
      setTimeout(() => (button.textContent = 'Copy as ticket'), 4000);
    });
    move.append(button);
  }

  // Whoever opens how a number comes about is there at once; Escape closes it, and leads back like the browser does.
  const why = document.getElementById('why');
  if (why) {
    const open = () => why.querySelector(':target');
    let from = null;
    document.addEventListener('click', (event) => {
      const link = event.target.closest('a[href^="#n"]');
      if (link && !why.contains(link)) from = link;
    });
    addEventListener('hashchange', () => {
      const target = open();
      if (target) target.tabIndex = -1;
      (target ?? from)?.focus({ preventScroll: true });
    });
    addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && open()) location.hash = 'closed';
    });
  }

  // What is folded is printed all the same.
  let folded = [];
  addEventListener('beforeprint', () => {
    folded = all('details:not([open])');
    folded.forEach((part) => (part.open = true));
  });
  addEventListener('afterprint', () => folded.forEach((part) => (part.open = false)));
})();
