use leptos::attr::Attribute;
use leptos::attr::any_attribute::AnyAttribute;
use leptos::prelude::*;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::{Position, PositionState};

/// Erases the type of a view with no more code than its place on the page needs.
pub(crate) trait Erase: IntoView + 'static {
    /// A view that the server has rendered: brought to life in one go. Leptos could also do it piece by piece, waiting
    /// in between, and that code would be half as large again as everything else.
    fn now(self) -> AnyView {
        Now(self).into_any()
    }

    /// A view that the server never renders, because it comes only after something was done: it is always built, so
    /// the bundle needs no code that brings it to life from HTML.
    fn later(self) -> AnyView {
        Later(self).into_any()
    }
}

impl<V: IntoView + 'static> Erase for V {}

struct Now<V>(V);

struct Later<V>(V);

macro_rules! render_through {
    ($name:ident, $hydrate:expr) => {
        impl<V: Render> Render for $name<V> {
            type State = V::State;

            fn build(self) -> Self::State {
                self.0.build()
            }

            fn rebuild(self, state: &mut Self::State) {
                self.0.rebuild(state);
            }
        }

        impl<V: IntoView + 'static> leptos::tachys::view::add_attr::AddAnyAttr for $name<V> {
            type Output<NewAttribute: Attribute> = Self;

            fn add_any_attr<NewAttribute: Attribute>(
                self,
                _attribute: NewAttribute,
            ) -> Self::Output<NewAttribute> {
                self
            }
        }

        impl<V: IntoView + 'static> RenderHtml for $name<V> {
            type AsyncOutput = Self;
            type Owned = Self;

            const MIN_LENGTH: usize = V::MIN_LENGTH;

            fn dry_resolve(&mut self) {}

            async fn resolve(self) -> Self::AsyncOutput {
                self
            }

            fn to_html_with_buf(
                self,
                buffer: &mut String,
                position: &mut Position,
                escape: bool,
                mark_branches: bool,
                extra_attributes: Vec<AnyAttribute>,
            ) {
                self.0
                    .to_html_with_buf(buffer, position, escape, mark_branches, extra_attributes);
            }

            fn hydrate<const FROM_SERVER: bool>(
                self,
                cursor: &Cursor,
                position: &PositionState,
            ) -> Self::State {
                $hydrate(self.0, cursor, position)
            }

            fn into_owned(self) -> Self::Owned {
                self
            }
        }
    };
}

render_through!(Now, |view: V, cursor, position| view
    .hydrate::<true>(cursor, position));
render_through!(Later, |view: V, _, _| view.build());
