// The workspaces of the page, in the order of the switch in the header. Their names are the strings "workspaces.<key>".
/** @type {{ key: string }[]} */
export const workspaces = [{ key: 'descent' }, { key: 'race' }, { key: 'map' }];
