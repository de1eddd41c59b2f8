//! Images: what a machine holds while nothing runs, kept to be copied into new machines.
//!
//! Every machine begins as the copy of one: of the engine's, which has the built-in names and nothing else, or of one that a
//! host had taken of a machine whose scripts have run. Values are indices into the heap's arenas, so a copy of the tables is
//! a copy of whatever they refer to. What belongs to the host is in no image: its capabilities, its handles, its data.

use super::{AttributeCache, Cache, Ending, Linked, Vm};
use crate::heap::{Account, Blocks, HashKey, Heap};
use crate::host::Host;
use crate::module::Builtins;
use crate::object::other::OtherObject;
use crate::scheduler::Scheduler;
use crate::value::{Kind, Value};
use std::sync::Arc;

/// What a machine holds while nothing runs.
#[derive(Clone, Debug)]
pub struct Image {
    pub(crate) heap: Heap,
    pub(super) blocks: Blocks,
    pub(super) linked: Vec<Linked>,
    pub(super) caches: Vec<Cache>,
    pub(super) attribute_cache: AttributeCache,
    pub(super) scheduler: Scheduler,
    /// The namespace dict of `builtins`.
    pub(super) builtins_dict: Value,
    /// The dict `sys.modules`.
    pub(super) modules: Value,
    /// The modules that only our own code imports.
    pub(super) own_modules: Value,
    /// What the handles of a copy hold at first.
    pub(super) handles: Vec<Value>,
    pub(super) context: Value,
    pub(super) asyncgen_hooks: (Value, Value),
    pub(super) finalizable: Vec<Value>,
    pub(super) unawaited: Vec<Value>,
    pub(super) unawaited_kept: usize,
    pub(super) has_released: bool,
    /// The limit that a script has set by `sys.setrecursionlimit`.
    pub(super) recursion: Option<u32>,
}

/// Why there is no image of a machine.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Uncopied {
    /// Its script was ended.
    Ended(Ending),
    /// So many tasks are not done.
    Tasks(usize),
    /// Callbacks wait for a turn of an event loop, or for a time.
    Callbacks,
    /// A file of that name is open.
    File(String),
    /// A script holds a value of the host's in an object of the class of that name.
    HostObject(String),
}

impl Image {
    /// An image of nothing.
    pub(super) fn empty(hash_key: HashKey) -> Image {
        let mut heap = Heap::new(hash_key);
        let modules = heap.new_dict(Default::default());
        let own_modules = heap.new_dict(Default::default());
        Image {
            heap,
            blocks: Blocks::with_slack(super::WINDOW),
            linked: Vec::new(),
            caches: Vec::new(),
            attribute_cache: AttributeCache::default(),
            scheduler: Scheduler::default(),
            builtins_dict: Value::UNBOUND,
            modules,
            own_modules,
            handles: Vec::new(),
            context: Value::UNBOUND,
            asyncgen_hooks: (Value::NONE, Value::NONE),
            finalizable: Vec::new(),
            unawaited: Vec::new(),
            unawaited_kept: 16,
            has_released: false,
            recursion: None,
        }
    }

    /// Bytes that a copy holds at first.
    pub fn bytes(&self) -> usize {
        self.heap.account.held()
    }
}

impl Vm {
    /// The objects of a machine that has the built-in names and nothing else.
    pub(super) fn first_image(builtins: &Arc<Builtins>) -> Image {
        let mut vm = Vm::with_image(
            builtins.clone(),
            Image::empty(builtins.hash_key),
            super::Limits::default(),
            Host::default(),
        );
        if let Ok(module) = vm.builtin_module("builtins") {
            vm.builtins_dict = vm.heap.module(module).map_or(Value::UNBOUND, |module| module.dict);
        }
        vm.into_image()
    }

    /// An image of this machine, which goes on as if nothing had happened; `handles` are the values that the host's handles
    /// of a copy are to hold. Garbage is collected before, and finalised.
    ///
    /// # Errors
    /// When there is something in the machine that cannot be in two.
    pub fn image(&mut self, handles: Vec<Value>) -> Result<Image, Uncopied> {
        if let Some(ended) = &self.ending {
            return Err(Uncopied::Ended(ended.why));
        }
        self.roots.extend_from_slice(&handles);
        self.collect_and_trim();
        self.roots.truncate(self.roots.len() - handles.len());
        if let Some(ended) = &self.ending {
            return Err(Uncopied::Ended(ended.why));
        }
        self.unfinished()?;
        self.refuse_open_files()?;
        let mut copy =
            Vm::with_image(self.builtins.clone(), self.copied(handles), super::Limits::default(), Host::default());
        // What only the host's handles hold is in no copy; nobody is there to see a finaliser's work.
        copy.collect_unseen();
        match copy.held_by_host() {
            Some(class) => Err(Uncopied::HostObject(class)),
            None => Ok(copy.into_image()),
        }
    }

    /// Whether there is nothing that an event loop would still do; what was cancelled is dropped.
    ///
    /// # Errors
    /// When there is.
    pub fn unfinished(&mut self) -> Result<(), Uncopied> {
        self.drop_unwanted_jobs();
        self.scheduler.refuses_copy()
    }

    /// What of this machine an image has.
    fn copied(&self, handles: Vec<Value>) -> Image {
        let mut heap = self.heap.clone();
        heap.account = Account::default();
        heap.raised = Value::UNBOUND;
        for index in heap.others.indices().collect::<Vec<u32>>() {
            if let OtherObject::File(file) = heap.others.get_mut(index) {
                file.forget_input();
            }
        }
        Image {
            heap,
            blocks: self.blocks.clone(),
            linked: self.linked.clone(),
            caches: self.caches.clone(),
            attribute_cache: self.attribute_cache.clone(),
            scheduler: self.scheduler.clone(),
            builtins_dict: self.builtins_dict,
            modules: self.modules,
            own_modules: self.own_modules,
            handles,
            context: self.context,
            asyncgen_hooks: self.asyncgen_hooks,
            finalizable: self.finalizable.clone(),
            unawaited: self.unawaited.clone(),
            unawaited_kept: self.unawaited_kept,
            has_released: self.has_released,
            recursion: self.recursion_set,
        }
    }

    /// The machine as an image, its accounts as those of a new one.
    fn into_image(mut self) -> Image {
        let mut heap = std::mem::take(&mut self.heap);
        heap.account = heap.account.begun_anew();
        heap.collections = 0;
        Image {
            heap,
            blocks: std::mem::take(&mut self.blocks),
            linked: std::mem::take(&mut self.linked),
            caches: std::mem::take(&mut self.caches),
            attribute_cache: std::mem::take(&mut self.attribute_cache),
            scheduler: std::mem::take(&mut self.scheduler),
            builtins_dict: self.builtins_dict,
            modules: self.modules,
            own_modules: self.own_modules,
            handles: std::mem::take(&mut self.handles),
            context: self.context,
            asyncgen_hooks: self.asyncgen_hooks,
            finalizable: std::mem::take(&mut self.finalizable),
            unawaited: std::mem::take(&mut self.unawaited),
            unawaited_kept: self.unawaited_kept,
            has_released: self.has_released,
            recursion: self.recursion_set,
        }
    }

    fn refuse_open_files(&self) -> Result<(), Uncopied> {
        for index in self.heap.others.indices() {
            if let OtherObject::File(file) = self.heap.others.get(index)
                && file.is_of_host()
            {
                let name = self.heap.text(file.name).map_or_else(|| format!("{:?}", file.name), str::to_string);
                return Err(Uncopied::File(name));
            }
        }
        Ok(())
    }

    /// The class of an object that holds a value of the host's.
    fn held_by_host(&self) -> Option<String> {
        let is_host = |index: &u32| matches!(self.heap.others.get(*index), OtherObject::Host(_));
        let held = Value::handle(Kind::Other, self.heap.others.indices().find(is_host)?);
        let holds = |index: &u32| {
            let instance = self.heap.instances.get(*index);
            let first = self.heap.shapes[instance.shape.0 as usize].mode.first() as usize;
            self.heap.fields.values[instance.fields.range()].get(first) == Some(&held)
        };
        let holder = self.heap.instances.indices().find(holds).map(|index| Value::handle(Kind::Instance, index));
        Some(holder.map_or_else(|| "object".to_string(), |holder| self.heap.type_name(holder).to_string()))
    }
}
