import type { Locator } from 'playwright-core';

/** The one of the fields whose label is this; behind the label only marks and buttons may stand. */
export function fieldBelow(fields: Locator, label: string): Locator {
	return fields.filter({ hasText: new RegExp(`^\\s*${literally(label)}\\s*(\\*|Fixed|fx|\\{\\{|$)`) }).first();
}

/** Opens a field's drop-down list as soon as n8n has filled it. */
export async function openDropDown(field: Locator): Promise<void> {
	await field.locator('.el-select input:not([disabled])').first().waitFor();
	await field.locator('.el-select').first().click();
}

/** A pattern that means just this text, whatever surrounds it in blanks. */
export function exactly(text: string): RegExp {
	return new RegExp(`^\\s*${literally(text)}\\s*$`);
}

/** A pattern for what begins with this text: "Created" and not "Not Created". */
export function beginsWith(text: string): RegExp {
	return new RegExp(`^\\s*${literally(text)}`);
}

/** A text as it stands in a pattern. */
export function literally(text: string): string {
	return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
