// The workspaces of the page, in the order of the switch in the header. Their names are strings, "workspaces.<key>";
// what stands in them is made by controls/workspaces.js.
/** @type {{ key: string }[]} */
export const workspaces = [{ key: 'descent' }, { key: 'race' }, { key: 'map' }];
