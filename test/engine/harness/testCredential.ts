import './setup';
import { NodeHelpers } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject, ICredentialTestFunction, INodeCredentialTestResult } from 'n8n-workflow';
import { CredentialTestContext } from 'n8n-core';
import { OkapiApi } from '../../../credentials/OkapiApi.credentials';

/** The editor's test of a credential: the function gets n8n's own, narrow context and the values with their defaults. */
export async function testCredential(test: ICredentialTestFunction, values: ICredentialDataDecryptedObject): Promise<INodeCredentialTestResult> {
	const context = new CredentialTestContext({} as never);
	const data = NodeHelpers.getNodeParameters(new OkapiApi().properties, values as never, true, false, null, null) as ICredentialDataDecryptedObject;
	return await test.call(context as never, { id: '1', name: 'Okapi API', type: 'okapiApi', data });
}
