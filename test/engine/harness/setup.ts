/** Must be the first import of everything that touches n8n-core: its services register themselves by decorators. */
import 'reflect-metadata';
import '../../jest/n8nSettings.cjs';
