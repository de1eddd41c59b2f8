# Classes, exceptions, logging and invariants.
class InsufficientFunds(Exception):
    def __init__(self, account, amount):
        super().__init__(f"{account.owner} lacks {amount - account.balance}")
        self.account, self.amount = account, amount

class Account:
    count = 0
    def __init__(self, owner, balance=0):
        type(self).count += 1
        self.owner, self._balance, self.log = owner, balance, []
    @property
    def balance(self): return self._balance
    def deposit(self, amount):
        if amount <= 0: raise ValueError("amount must be positive")
        self._balance += amount
        self.log.append(("in", amount))
    def withdraw(self, amount):
        if amount > self._balance: raise InsufficientFunds(self, amount)
        self._balance -= amount
        self.log.append(("out", amount))
    def __lt__(self, other): return self.balance < other.balance
    def __str__(self): return f"{self.owner:<6}{self.balance:>8,.2f}"

class Savings(Account):
    def __init__(self, owner, balance=0, *, rate=0.05):
        super().__init__(owner, balance)
        self.rate = rate
    def accrue(self): self.deposit(self.balance * self.rate)

class Transfer:
    def __init__(self, *accounts): self.accounts = accounts
    def __enter__(self):
        self.saved = [(a, a._balance, a.log[:]) for a in self.accounts]
    def __exit__(self, kind, error, traceback):
        if kind is not None:
            for account, account._balance, account.log in self.saved: pass
        return kind is InsufficientFunds

ann, bob = Account("Ann", 1000), Savings("Bob", 2500.5)
with Transfer(ann, bob):
    ann.withdraw(300)
    bob.deposit(300)
with Transfer(ann, bob):
    bob.deposit(5000)
    ann.withdraw(5000)
bob.accrue()
print(ann, bob, sep="\n")
for action in (lambda: ann.withdraw(9999), lambda: ann.deposit(-1), lambda: setattr(ann, "balance", 5)):
    try:
        action()
    except Exception as error:
        print(type(error).__name__, error)
print(max(ann, bob).owner, Account.count, Savings.count, ann.log, bob.log)
