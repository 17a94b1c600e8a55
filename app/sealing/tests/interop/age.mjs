// Seals or opens standard input with the npm package age-encryption: the other implementation that ours is held
// against. Usage: node age.mjs NODE_MODULES seal RECIPIENT | open IDENTITY | recipient IDENTITY
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, deed, key] = process.argv.slice(2);
const folder = join(modules, "age-encryption");
const { main } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
const { Decrypter, Encrypter, identityToRecipient } = await import(pathToFileURL(join(folder, main)).href);

const deeds = {
  async seal() {
    const encrypter = new Encrypter();
    encrypter.addRecipient(key);
    return encrypter.encrypt(readFileSync(0));
  },
  async open() {
    const decrypter = new Decrypter();
    decrypter.addIdentity(key);
    return decrypter.decrypt(readFileSync(0));
  },
  async recipient() {
    return identityToRecipient(key);
  },
};

writeFileSync(1, await deeds[deed]());
