import type { Locator } from 'playwright-core';

/** Finds the field with this label. Only marks and buttons may follow the label. */
export function fieldBelow(fields: Locator, label: string): Locator {
	return fields.filter({ hasText: new RegExp(`^\\s*${literally(label)}\\s*(\\*|Fixed|fx|\\{\\{|$)`) }).first();
}

export async function openDropDown(field: Locator): Promise<void> {
	await field.locator('.el-select input:not([disabled])').first().waitFor();
	await field.locator('.el-select').first().click();
}

/** A pattern for this text alone, with any blanks around it. */
export function exactly(text: string): RegExp {
	return new RegExp(`^\\s*${literally(text)}\\s*$`);
}

/** A pattern for what begins with this text: "Created" and not "Not Created". */
export function beginsWith(text: string): RegExp {
	return new RegExp(`^\\s*${literally(text)}`);
}

export function literally(text: string): string {
	return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
