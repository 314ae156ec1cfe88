export async function closeAll(...parts: ReadonlyArray<{ close(): Promise<void> }>) {
	for (const part of parts) await part.close();
}
