import './registerN8nCore';
import { NodeHelpers } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject, INodeType } from 'n8n-workflow';
import { CredentialTestContext } from 'n8n-core';
import { credentialTypes } from './credentials';

/**
 * Does what the editor's test of a credential does: the function that a node names for its credential gets n8n's own, limited context, and
 * the values with their defaults.
 */
export async function testCredential(node: INodeType, values: ICredentialDataDecryptedObject) {
	const { name, testedBy } = node.description.credentials?.[0] ?? {};
	const type = credentialTypes.get(name ?? '');
	const test = typeof testedBy === 'string' ? node.methods?.credentialTest?.[testedBy] : undefined;
	if (type === undefined || test === undefined) throw new Error(`${node.description.name} tests no credential`);
	const data = NodeHelpers.getNodeParameters(type.properties, values as never, true, false, null, null) as ICredentialDataDecryptedObject;
	return await test.call(new CredentialTestContext({} as never) as never, { id: '1', name: type.displayName, type: type.name, data });
}
