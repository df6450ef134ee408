"""An app whose items ask to be read, as people of a house would declare it."""

APP = """\
app: notes
version: 1.0.0
name: {fr: {one: Note, other: Notes}, en: {one: Note, other: Notes}}
icon: megaphone-simple
family: communication
outcome: {fr: Ce qui est dit est su, en: What is said is known}
fields:
  title: {type: text, required: true, name: {fr: Titre, en: Title}}
  units: {type: unit, many: true, name: {fr: Unités, en: Units}}
  people: {type: people, name: {fr: Personnes, en: People}}
  must: {type: boolean, name: {fr: À lire, en: Must be read}}
  before: {type: date, name: {fr: Avant le, en: Before}}
behaviours:
  acknowledgeable: {WHO when: must, by: before}
states:
  said: {name: {fr: Dite, en: Said}}
  over: {name: {fr: Close, en: Closed}, final: true}
moves:
  close: {name: {fr: Clore, en: Close}, from: said, to: over, who: [author]}
may:
  view: [reader, author]
"""


def written(folder, settings_of, world, who="") -> str:
    """The app in service, and switched on in Roads. Its address there."""
    from_here = folder / "more" / "notes"
    from_here.mkdir(parents=True)
    (from_here / "app.yaml").write_text(APP.replace("WHO", who), encoding="utf-8")
    settings_of(KIT_FOLDERS=[*settings_of.kit, str(from_here.parent)])
    return f"/espaces/{world.roads.uid}/notes/"
