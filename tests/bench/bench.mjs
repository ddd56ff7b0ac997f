import { cpus } from 'node:os';
import { engineRows } from './engine.mjs';
import { pageRows } from './page.mjs';
import { sizeRows } from './size.mjs';
import { heading, rowText } from './table.mjs';

console.log(`${cpus().length} × ${cpus()[0].model}, Node ${process.versions.node}; medians, rivals in turn\n`);
console.log(heading);
for await (const row of engineRows()) console.log(rowText(row));
for await (const row of pageRows()) console.log(rowText(row));
for (const row of sizeRows()) console.log(rowText(row));
