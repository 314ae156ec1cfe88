import { wishFields, wishNames, type ServiceType, type WishName, type WishTexts } from './fieldTable';

/** What was asked for, as items carry it from step to step; only what was given. */
export type CarriedWish = WishTexts & { readonly serviceType?: ServiceType };

/** What an item says of a wish: under the field's name, its label (`Patron Email`, as in a form), or its key in an OpenURL. */
export function wishIn(item: Readonly<Record<string, unknown>>): CarriedWish {
	const called = new Map(Object.entries(item).map(([key, value]) => [key.trim().toLowerCase(), value]));
	const { serviceType } = item;
	return withoutEmpty({
		serviceType: serviceType === 'loan' || serviceType === 'copy' ? serviceType : undefined,
		...texts((name) => {
			const { label, openUrl = [], links = [] } = wishFields[name];
			return [item[name], called.get(label.toLowerCase()), ...[openUrl, links].flat().map((key) => item[key])].map(textOf).find((text) => text !== '');
		}),
	});
}

/** What the step itself was asked, or else what came with the item. */
export function handedOn(item: Readonly<Record<string, unknown>>, asked: { readonly [Name in keyof CarriedWish]?: string | undefined }): CarriedWish {
	const came = wishIn(item);
	return withoutEmpty({ serviceType: asked.serviceType ?? came.serviceType, ...texts((name) => asked[name]?.trim() || came[name]) });
}

function texts(textOfField: (name: WishName) => string | undefined): WishTexts {
	return Object.fromEntries(wishNames.map((name) => [name, textOfField(name)]));
}

export function withoutEmpty(wish: { readonly [Name in keyof CarriedWish]?: string | undefined }): CarriedWish {
	return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined && value !== ''));
}

/** Search reads several authors with semicolons between them. */
function textOf(value: unknown): string {
	if (Array.isArray(value)) return value.map(textOf).filter((text) => text !== '').join('; ');
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
