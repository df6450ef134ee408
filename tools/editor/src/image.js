// A picture kept by this house, named by its uid. Pictures of other houses are not shown.
import { Node } from "@tiptap/core";

export const Image = Node.create({
  name: "image",
  group: "block",
  draggable: true,

  addOptions: () => ({ filesUrl: "/" }),

  addAttributes: () => ({
    uid: { default: "", parseHTML: (element) => element.getAttribute("data-uid") },
    alt: { default: "", parseHTML: (element) => element.getAttribute("alt") ?? "" },
  }),

  parseHTML: () => [{ tag: "img[data-uid]" }],

  renderHTML({ node }) {
    const { uid, alt } = node.attrs;
    const src = `${this.options.filesUrl}${encodeURIComponent(uid)}/image`;
    return ["img", { "data-uid": uid, alt, src, class: alt ? "rich__img" : "rich__img rich__img--mute" }];
  },

  renderText: ({ node }) => node.attrs.alt,
});

export function mute(doc) {
  // The place of the first picture that has no description, or -1.
  let place = -1;
  doc.descendants((node, at) => {
    if (place < 0 && node.type.name === "image" && !node.attrs.alt.trim()) place = at;
    return place < 0;
  });
  return place;
}
