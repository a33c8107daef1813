export { type KeyPair, makeKeyPair, type Pki, type PkiOptions, testPki } from './test-pki.ts'
