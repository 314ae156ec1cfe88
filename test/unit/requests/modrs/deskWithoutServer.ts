import { HttpClient, ModRsDesk, OkapiClient, SessionStore } from '../../../../reshare';

const http = new HttpClient({ fetch: async () => await Promise.reject(new Error('Nothing may be asked here')) });
const account = { url: 'https://okapi.example.org', tenant: 'east', username: 'u', password: 'p' };

/** For what a desk knows by itself. */
export const deskWithoutServer = new ModRsDesk(new OkapiClient({ account, http, sessions: new SessionStore() }));
