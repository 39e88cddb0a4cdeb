// The tables of ui/theme are what tools/theme_tables.mjs makes of assets/tokens.json and assets/icons.json.
import {execFileSync} from 'node:child_process';

execFileSync(process.execPath, ['tools/theme_tables.mjs', '--check'], {stdio: 'inherit'});
