// The workspaces of the page, in the order of the switch in the header. Their names are the strings "workspaces.<key>";
// app.js and workspaces.js make them.
/** @type {{ key: string }[]} */
export const workspaces = [{ key: 'descent' }, { key: 'race' }, { key: 'map' }];
