/**
 * Words that pseudonyms are made of: friendly, about nobody in particular, none that reads as a first name. A pseudonym is
 * a proper name, the same in every language, because people of several read one board.
 */
const manners =
  words(`Able Airy Attentive Awake Beaming Bold Brave Breezy Bright Brisk Calm Candid Careful Caring Cheery Civil
  Clear Clever Cosy Courteous Curious Daring Devoted Eager Early Earnest Easy Even Fair Faithful Fearless Festive Fine Fleet
  Fluent Fond Frank Free Friendly Gallant Generous Gentle Genuine Glad Gleaming Glowing Golden Good Graceful Grand Grateful
  Hardy Hearty Helpful Honest Hopeful Humble Humming Jolly Keen Kind Kindled Learned Level Light Likely Lively Loyal Lucid
  Lucky Luminous Mellow Merry Mighty Mindful Modest Musing Neat Nimble Noble Observant Open Orderly Patient Peaceful Placid
  Playful Plucky Polite Prompt Proper Proud Quick Quiet Radiant Ready Reliable Rested Roaming Robust Rosy Roving Serene
  Sharing Shining Silver Sincere Singing Smiling Snug Sober Soft Sound Sparkling Spirited Sprightly Stalwart Starlit
  Steadfast Steady Sturdy Sunlit Sure Swift Tactful Tender Thankful Thoughtful Tidy Tireless Tranquil True Trusty Upbeat
  Valiant Vigilant Vivid Wakeful Warm Watchful Welcome Whole Willing Wise Witty Wondering Worthy Zesty`);
const colours =
  words(`Azure Beige Bronze Cobalt Copper Cream Crystal Emerald Flaxen Indigo Ivory Lilac Lime Maroon Mauve
  Midnight Mint Ochre Orange Peach Plum Porcelain Purple Russet Saffron Sapphire Sepia Teal Tawny Turquoise Umber
  Vermilion Walnut Yellow`);
const beings =
  words(`Acorn Albatross Alpaca Anchor Antelope Arch Badger Balcony Balloon Barnacle Bay Beacon Beaver Bell Bison
  Bittern Blackbird Bluebell Boulder Breeze Bridge Brook Bumblebee Buzzard Canoe Canyon Capybara Caribou Cedar Chamois
  Chimney Cicada Cloud Comet Compass Coot Cormorant Cove Cricket Cuckoo Curlew Dipper Dolphin Donkey Dormouse Dragonfly Dune
  Eagle Egret Elk Ember Falcon Ferry Firefly Fjord Flamingo Fountain Gable Gannet Garden Gazelle Gecko Geyser Gibbon
  Giraffe Glacier Goldfinch Grebe Grove Gull Hamster Harbour Hare Harrier Haven Hedgehog Heron Hill Hoopoe Horizon Hummingbird
  Ibex Island Jackdaw Kestrel Kingfisher Kite Koala Ladybird Lagoon Lantern Lapwing Lark Lemur Lighthouse Linnet Lookout
  Lynx Magpie Mallard Manatee Marmot Marten Meadow Meteor Mill Moonbeam Moose Moth Mountain Narwhal Newt Nightingale Nuthatch
  Oak Ocelot Octopus Oriole Osprey Otter Owl Panda Partridge Peacock Pebble Pelican Penguin Petrel Pheasant Pier Pine Plover
  Polecat Pony Poplar Porch Porpoise Puffin Quail Quokka Raccoon Rainbow Raven Redwing River Sail Sandpiper Seahorse Seal
  Shearwater Signal Siskin Skylark Sparrow Spire Spring Squirrel Starling Stork Stream Summit Sunrise Swallow Swan Swift
  Tamarin Tapir Tern Thrush Tide Torch Tortoise Toucan Tower Treecreeper Turnstone Turtle Valley Viaduct Vole Wagtail Wallaby
  Walrus Warbler Waterfall Waxwing Weaver Wharf Whimbrel Willow Windmill Wombat Woodpecker Yak Zebra`);

/** How many pseudonyms there are of two words, and of three. */
export const pseudonymCounts = {
  short: manners.length * beings.length,
  long: manners.length * colours.length * beings.length,
} as const;

/**
 * One pseudonym: `Quiet Heron`, or, where many are taken, `Quiet Heron`.
 * @param draw a random whole number from 0 up to, and without, its argument
 */
export function pseudonymFrom(draw: (below: number) => number, length: 'short' | 'long'): string {
  const one = (of: readonly string[]): string => of[draw(of.length)] ?? '';
  const between = length === 'long' ? `${one(colours)} ` : '';
  return `${one(manners)} ${between}${one(beings)}`;
}

function words(list: string): readonly string[] {
  return list.trim().split(/\s+/);
}
