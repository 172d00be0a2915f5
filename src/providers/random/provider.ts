/** The random provider, as 3.9.0 behaves. */
import { defineProvider } from "../framework/provider.ts";
import { ephemeralBytes, randomBytesResource, randomId, randomUuid, randomUuid4, randomUuid7 } from "./bytes.ts";
import { randomInteger, randomShuffle } from "./integer.ts";
import { randomPet } from "./pet.ts";
import { ephemeralPassword, randomPassword, randomString } from "./string.ts";

export const randomProvider = defineProvider({
  name: "random",
  version: "3.9.0",
  resources: {
    random_bytes: randomBytesResource,
    random_id: randomId,
    random_integer: randomInteger,
    random_password: randomPassword,
    random_pet: randomPet,
    random_shuffle: randomShuffle,
    random_string: randomString,
    random_uuid: randomUuid,
    random_uuid4: randomUuid4,
    random_uuid7: randomUuid7,
  },
  ephemeralResources: { random_bytes: ephemeralBytes, random_password: ephemeralPassword },
});
