import { writeFileSync } from 'node:fs';
import { renderNoticeSamplesPage } from './notices/renderNoticeSamplesPage';

const help = `npm run notices -- FILE      writes every letter, list and page of invented requests into one HTML file:
                             in every language, light and dark, as wide as a phone (390 px)`;

const [, , file = '-h'] = process.argv;
if (file.startsWith('-')) console.log(help);
else writeFileSync(file, renderNoticeSamplesPage());
