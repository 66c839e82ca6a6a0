// The console's pictures: our own strokes on a 24 by 24 grid.

const SVG = 'http://www.w3.org/2000/svg';

const STROKES = {
  phone: 'M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 6a2 2 0 0 1 2-2z',
  omni: 'M12 12h.01M8.5 15.5a5 5 0 0 1 0-7M15.5 8.5a5 5 0 0 1 0 7M5.5 18.5a9 9 0 0 1 0-13M18.5 5.5a9 9 0 0 1 0 13',
  close: 'M6 6l12 12M18 6L6 18',
  minimize: 'M5 18h14',
  popout: 'M13 5h6v6M19 5l-8 8M11 6H6a1 1 0 0 0-1 1v11a1 1 0 0 0 1 1h11a1 1 0 0 0 1-1v-5',
  home: 'M4 11l8-7 8 7M6 10v9h12v-9',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L20 20',
  chevron: 'M6 9l6 6 6-6',
  refresh: 'M19 12a7 7 0 1 1-2-5M19 4v4h-4',
  plus: 'M12 5v14M5 12h14',
  account: 'M5 20V5h9v15M14 9h5v11M8 9h3M8 13h3M3 20h18',
  contact: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM5 20a7 7 0 0 1 14 0',
  lead: 'M12 5l2.2 4.5 5 .7-3.6 3.5.9 5L12 16.4 7.5 18.7l.9-5L4.8 10.2l5-.7z',
  case: 'M4 8h16v11H4zM9 8V5h6v3M4 13h16',
  task: 'M5 5h14v14H5zM8.5 12l2.5 2.5 4.5-5',
  list: 'M8 7h11M8 12h11M8 17h11M4.5 7h.01M4.5 12h.01M4.5 17h.01',
  flow: 'M5 5h5v5H5zM14 14h5v5h-5zM7.5 10v6.5H14',
  page: 'M6 4h8l4 4v12H6zM14 4v4h4',
};

// Open CTI names its icons by Salesforce's keys; what we have no picture for is shown as a page.
STROKES.call = STROKES.phone;
STROKES.incoming_call = STROKES.phone;
STROKES.outbound_call = STROKES.phone;

export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', STROKES[name] || STROKES.page);
  svg.append(path);
  return svg;
}

/** The coloured square that stands for an object. */
export function badge(object) {
  const known = object in { Account: 1, Contact: 1, Lead: 1, Case: 1, Task: 1 };
  const name = known ? object.toLowerCase() : 'page';
  const holder = document.createElement('span');
  holder.className = `badge badge-${name}`;
  holder.append(icon(name));
  return holder;
}
