/**
 * Describes an entity to the list look-up: which properties it has, of which kind, and how to read them. Dotted paths
 * lead through associations.
 */

export type ScalarKind = 'text' | 'time' | 'day' | 'boolean' | 'number' | 'stage';
export type ScalarValue = string | number | boolean;

export interface ScalarProperty {
	readonly kind: ScalarKind;
	/** Undefined stands for NULL. Times are milliseconds since 1970. */
	read(entity: unknown): ScalarValue | undefined;
}

export interface AssociationProperty {
	readonly kind: 'association';
	readonly schema: () => EntitySchema;
	/** The associated entities; a to-one association has at most one. */
	read(entity: unknown): readonly unknown[];
}

export type Property = ScalarProperty | AssociationProperty;
export type EntitySchema = Readonly<Record<string, Property>>;

/**
 * The property at `path`, with the associations crossed, as paths: `['resolvedSupplier', 'resolvedSupplier.owner']`; undefined when
 * there is none.
 */
export function findProperty(schema: EntitySchema, path: string): { joins: readonly string[]; property: Property } | undefined {
	const names = path.split('.');
	const joins: string[] = [];
	let current: EntitySchema = schema;
	for (const [index, name] of names.entries()) {
		const property = Object.hasOwn(current, name) ? current[name] : undefined;
		if (property === undefined) return undefined;
		if (index === names.length - 1) return { joins, property };
		if (property.kind !== 'association') return undefined;
		joins.push(names.slice(0, index + 1).join('.'));
		current = property.schema();
	}
	return undefined;
}

/** A property whose values are read by `read` from an entity of type `T`. */
export function scalar<T>(kind: ScalarKind, read: (entity: T) => ScalarValue | null | undefined): ScalarProperty {
	return { kind, read: (entity) => read(entity as T) ?? undefined };
}

/** Properties of one kind that an entity of type `T` has under their own names. */
export function ownProperties<T>(kind: ScalarKind, ...names: ReadonlyArray<keyof T & string>): Record<string, ScalarProperty> {
	return Object.fromEntries(names.map((name) => [name, scalar<T>(kind, (entity) => entity[name] as ScalarValue | null | undefined)]));
}

/** An association from an entity of type `T` to none, one or several others. */
export function association<T>(schema: () => EntitySchema, read: (entity: T) => readonly unknown[]): AssociationProperty {
	return { kind: 'association', schema, read: (entity) => read(entity as T) };
}
