//! Classes of a host's own. To scripts they are classes like any other: what differs is that each instance has a hidden
//! field for a Rust value, and that the methods are natives.

use super::Vm;
use super::class_slots::Slots;
use crate::heap::Heap;
use crate::native::Res;
use crate::object::function::{FunctionExtra, FunctionObject};
use crate::object::host::HostObject;
use crate::object::other::OtherObject;
use crate::symbol::names;
use crate::types::classes;
use crate::value::{Kind, Value};

impl Vm {
    /// A class whose instances have room for a host's value, with the attributes of that dict.
    ///
    /// # Errors
    /// Those of any class, such as too little memory.
    pub fn create_host_class(&mut self, name: &str, namespace: Value) -> Res {
        let bases = self.check_bases(vec![classes::OBJECT])?;
        let hidden = Slots { names: vec![names::HOST_OBJECT], adds_dict: false, adds_weakref: false };
        let qualname = self.heap.str(name);
        let class = self.new_class(name, qualname, &bases)?;
        self.fill_class(class, &bases, namespace, &hidden);
        // The field has no member that scripts could reach it by.
        self.add_members(class, &bases, &Slots { names: Vec::new(), ..hidden });
        self.make_shapes(class, &bases, &hidden);
        self.update_hooks(class);
        Ok(Heap::class_value(class))
    }

    /// A function that hands its arguments to a native, the receiver among them. Whatever looks at it sees a function of a
    /// script, as which `template`, which takes any arguments, is called.
    pub fn host_method(&mut self, template: Value, native: Value, name: &str, qualname: &str) -> Option<Value> {
        let code = self.heap.function(template)?.code;
        let doc = native.index_of(Kind::Native).and_then(|native| self.builtins.documentation(native));
        let doc = doc.map_or(Value::NONE, |text| self.heap.str(text));
        let (name, qualname) = (self.heap.interned(name), self.heap.str(qualname));
        let extra = FunctionExtra { name, qualname, doc, native, ..FunctionExtra::default() };
        let function = FunctionObject { code, extra: Some(Box::new(extra)), ..FunctionObject::default() };
        Some(self.heap.new_function(function))
    }

    /// An instance of a host's class, or of a script's class below one, with nothing in it yet.
    pub fn new_host_instance(&mut self, class: Value) -> Option<Value> {
        Heap::as_class(class).map(|class| self.new_instance(class, None))
    }

    /// What a host keeps in an instance.
    pub fn host_object(&mut self, instance: Value) -> Option<&mut HostObject> {
        let instance = *self.heap.instance(instance)?;
        let first = self.heap.shapes[instance.shape.0 as usize].mode.first();
        let place = self.heap.fields.values[instance.fields.range()].get(first as usize).copied()?;
        match self.heap.other_mut(place)? {
            OtherObject::Host(host) => Some(host),
            _ => None,
        }
    }

    /// Lets a host keep something in an instance of a class of its own.
    pub fn set_host_object(&mut self, instance: Value, object: HostObject) {
        let bytes = object.heap_bytes();
        let value = self.heap.new_other(OtherObject::Host(Box::new(object)));
        self.heap.charge(bytes);
        self.set_field(instance, names::HOST_OBJECT.hidden(), value);
    }
}
