/** This module must be the first import of everything that uses n8n-core, whose services register themselves by decorators. */
import 'reflect-metadata';
import '../../jest/n8nSettings.cjs';
