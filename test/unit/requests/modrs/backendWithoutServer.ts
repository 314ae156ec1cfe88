import { OkapiClient, SessionStore } from '../../../../reshare/okapi';
import { ModRsBackend } from '../../../../reshare/requests/modrs/ModRsBackend';
import { HttpClient } from '../../../../reshare/transport';

const http = new HttpClient({ fetch: () => Promise.reject(new Error('Nothing may be asked here')) });
const account = { url: 'https://okapi.example.org', tenant: 'east', username: 'u', password: 'p' };

/** A back end for tests of what it knows without a server. */
export const backendWithoutServer = new ModRsBackend(new OkapiClient({ account, http, sessions: new SessionStore() }));
