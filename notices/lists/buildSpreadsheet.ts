import { strToU8, zipSync } from 'fflate';
import type { WorkflowItem } from '../workflowItem';
import { messagesByLanguage } from '../messages/messagesByLanguage';
import type { Language } from '../messages/languages';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const namespace = 'http://schemas.openxmlformats.org';

/** The parts of a workbook with one sheet, as ECMA-376 requires them; Excel, LibreOffice and Google Sheets need no more. */
const fixedParts = {
	'[Content_Types].xml': `<Types xmlns="${namespace}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
	'_rels/.rels': relationship('officeDocument', 'xl/workbook.xml'),
	'xl/_rels/workbook.xml.rels': relationship('worksheet', 'worksheets/sheet1.xml'),
};

/**
 * Builds an Excel file with headings in the language and a row for each item. Texts are stored as texts, so that none becomes a formula.
 */
export function buildSpreadsheet(rows: readonly WorkflowItem[], sheet: string, language: Language): Uint8Array {
	const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
	const lines = [columns.map((column) => columnHeadingOf(column, language)), ...rows.map((row) => columns.map((column) => row[column]))];
	const cells = lines.map((line) => `<row>${line.map(cellOf).join('')}</row>`).join('');
	// Excel allows 31 characters in the name of a sheet.
	const name = escaped(sheet.slice(0, 31));
	const parts = {
		...fixedParts,
		'xl/workbook.xml': `<workbook xmlns="${namespace}/spreadsheetml/2006/main" xmlns:r="${namespace}/officeDocument/2006/relationships"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		'xl/worksheets/sheet1.xml': `<worksheet xmlns="${namespace}/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews><sheetData>${cells}</sheetData></worksheet>`,
	};
	return zipSync(Object.fromEntries(Object.entries(parts).map(([part, xml]) => [part, strToU8(declaration + xml)])));
}

function relationship(type: string, target: string): string {
	return `<Relationships xmlns="${namespace}/package/2006/relationships"><Relationship Id="rId1" Type="${namespace}/officeDocument/2006/relationships/${type}" Target="${target}"/></Relationships>`;
}

/** Returns the heading of a column in the language. A column without a heading is named by the words of its field. */
export function columnHeadingOf(column: string, language: Language): string {
	const { labels, lists } = messagesByLanguage[language];
	const numbers = { hrid: labels.number, requestNumber: labels.number, publicationDate: labels.year };
	const names: Readonly<Record<string, string>> = { ...labels, ...lists.figures, ...lists.columnHeads, ...numbers };
	return names[column] ?? column.replace(/([a-z0-9])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
}

function cellOf(value: unknown): string {
	if (value === null || value === undefined || value === '') return '<c/>';
	if (typeof value === 'number' && Number.isFinite(value)) return `<c><v>${value}</v></c>`;
	const text = Array.isArray(value) ? value.map(String).join(', ') : typeof value === 'object' ? JSON.stringify(value) : String(value);
	// Excel allows 32,767 characters in a cell.
	return `<c t="inlineStr"><is><t xml:space="preserve">${escaped(text.slice(0, 32_767))}</t></is></c>`;
}

/** XML allows no control characters and no halves of surrogate pairs. */
function escaped(text: string): string {
	return text
		.replace(/[^\P{C}\n\p{Cf}]/gu, ' ')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}
