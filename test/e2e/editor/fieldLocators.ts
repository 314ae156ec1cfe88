import type { Locator } from 'playwright-core';

/** Finds the field with this label. Only marks and buttons may follow the label. */
export function findField(fields: Locator, label: string) {
	return fields.filter({ hasText: new RegExp(`^\\s*${escapePattern(label)}\\s*(\\*|Fixed|fx|\\{\\{|$)`) }).first();
}

export async function openDropDown(field: Locator) {
	await field.locator('.el-select input:not([disabled])').first().waitFor();
	await field.locator('.el-select').first().click();
}

/** A pattern for this text alone, with any blanks around it. */
export function patternOfWholeText(text: string) {
	return new RegExp(`^\\s*${escapePattern(text)}\\s*$`);
}

/** A pattern for what begins with this text: "Created" and not "Not Created". */
export function patternOfBeginning(text: string) {
	return new RegExp(`^\\s*${escapePattern(text)}`);
}

export function escapePattern(text: string) {
	return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
