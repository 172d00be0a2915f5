/** `random_pet`: adverbs, an adjective and an animal. The words are our own choice. */
import { randomInt } from "node:crypto";
import { NUMBER, STRING } from "../../terraform/lang/type.ts";
import { numberValue, stringValue } from "../../terraform/lang/value.ts";
import { defineResource } from "../framework/resource.ts";
import { input, keepers, result } from "./common.ts";

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const ADVERBS = words(`
  boldly briefly brightly calmly clearly deeply early easily evenly fairly firmly freely gently gladly keenly kindly
  lightly mainly mildly nearly neatly openly plainly purely quickly quietly rarely really simply slowly smoothly softly
  solely surely swiftly truly usually warmly wholly widely`);
const ADJECTIVES = words(`
  able amber apt bold brave brief bright brisk calm clean clear clever cosy crisp curious daring deft eager early even
  fair fast fine firm fond fresh full gentle glad golden good grand happy hardy honest humble ideal jolly keen kind large
  light lively loyal lucky mellow merry mighty mild modest neat noble open patient plain polite proud pure quick quiet
  rapid ready rich robust sharp silent simple sincere smart smooth social solid sound steady stout strong sturdy subtle
  sunny sure swift tender tidy true trusty upright valid vast warm wise witty worthy young`);
const ANIMALS = words(`
  adder alpaca ant badger bass bat bear beaver bee beetle bird bison boar buck bull bunny camel caribou cat catfish
  chamois cheetah civet cobra cod colt condor cougar cow coyote crab crane cricket crow deer dingo dog dolphin donkey dove
  dragonfly duck eagle eel egret elk emu ermine falcon fawn ferret finch firefly fish flea fly foal fox frog gazelle gecko
  gibbon giraffe goat goose gopher grackle griffin grouse gull guppy haddock hare hawk hen heron hippo hog hornet horse
  hound husky ibex iguana impala jackal jaguar jay kangaroo kid kite kiwi koala koi lamb lark lemming lemur leopard lion
  lizard llama lobster lynx mackerel magpie mako mallard mammoth man mantis marlin marmot marten mink mole monitor moose
  moray moth mouse mule muskox narwhal newt ocelot octopus oriole osprey otter owl ox oyster panda panther parrot pelican
  penguin perch pheasant pig pika pipefish piranha platypus pony possum puma python quail rabbit raccoon ram rat raven ray
  robin rodent rooster salmon sculpin seagull seal shad shark sheep shrew shrimp skink skunk sloth slug snail snake sparrow
  spider squid stag starfish stingray stork sturgeon sunfish swan tadpole tapir tarpon teal termite terrapin thrush tick
  tiger titmouse toad tortoise toucan trout tuna turkey turtle viper vulture wahoo walleye walrus warthog wasp weasel whale
  whippet wildcat wolf wombat woodcock worm wren yak zebra`);

const pick = (from: readonly string[]): string => from[randomInt(from.length)] as string;

export const randomPet = defineResource({
  schema: {
    attributes: {
      length: input({ type: NUMBER, default: numberValue(2) }),
      prefix: input({ type: STRING, optional: true }),
      separator: input({ type: STRING, default: stringValue("-") }),
      keepers,
      id: result({ type: STRING }),
    },
  },
  create({ length, prefix, separator }) {
    const count = length as number;
    const name = [
      ...Array.from({ length: Math.max(0, count - 2) }, () => pick(ADVERBS)),
      ...(count >= 2 ? [pick(ADJECTIVES)] : []),
      pick(ANIMALS),
    ];
    const parts = prefix === null || prefix === undefined ? name : [prefix as string, ...name];
    return { id: parts.join(separator as string) };
  },
});
