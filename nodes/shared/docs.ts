/**
 * Where the links "Docs" of nodes and credentials lead. ReShare's own site, until the package has an address of its own;
 * without one, n8n would lead to a page of the npm registry.
 */
export const docsUrl = 'https://projectreshare.org';
