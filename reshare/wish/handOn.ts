import { wishFields, wishNames, type ServiceType, type WishName, type WishTexts } from './fields';

/** What was asked for, as items carry it from one step to the next; only what was given. */
export type CarriedWish = WishTexts & { readonly serviceType?: ServiceType };

/**
 * What an item says of a wish, whatever it came from: under the field's name, under what people call it (`Patron Email`, as a form has
 * it), or under its key in an OpenURL. What is no text says nothing.
 */
export function wishIn(item: Readonly<Record<string, unknown>>): CarriedWish {
	const called = new Map(Object.entries(item).map(([key, value]) => [key.trim().toLowerCase(), value]));
	const { serviceType } = item;
	return withoutEmpty({
		serviceType: serviceType === 'loan' || serviceType === 'copy' ? serviceType : undefined,
		...texts((name) => {
			const { label, openUrl, links = [] } = wishFields[name];
			const keys = [openUrl, ...links].filter((key) => key !== undefined && /^(?:rft|req|svc)[._]/.test(key));
			return [item[name], called.get(label.toLowerCase()), ...keys.map((key) => item[key ?? ''])].map(textOf).find((text) => text !== '');
		}),
	});
}

/** What one step hands on to the next: what it was asked itself, or else what came with the item. */
export function handedOn(item: Readonly<Record<string, unknown>>, asked: { readonly [Name in keyof CarriedWish]?: string | undefined }): CarriedWish {
	const came = wishIn(item);
	return withoutEmpty({ serviceType: asked.serviceType ?? came.serviceType, ...texts((name) => asked[name]?.trim() || came[name]) });
}

function texts(textOfField: (name: WishName) => string | undefined): WishTexts {
	return Object.fromEntries(wishNames.map((name) => [name, textOfField(name)]));
}

/** Only the fields that say something. */
export function withoutEmpty(wish: { readonly [Name in keyof CarriedWish]?: string | undefined }): CarriedWish {
	return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined && value !== ''));
}

/** Several authors stand behind each other, as Search reads them. */
function textOf(value: unknown): string {
	if (Array.isArray(value)) return value.map(textOf).filter((text) => text !== '').join('; ');
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
