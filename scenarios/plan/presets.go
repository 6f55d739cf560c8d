package plan

import "overlap/scenarios"

// productPage is the table that a reader finds. The longest call, picks, is not on the critical path.
var productPage = scenarios.Rows{
	{Key: "auth", Value: "accounts~30ms"},
	{Key: "user", Value: "accounts~45ms~auth"},
	{Key: "product", Value: "catalogue~60ms"},
	{Key: "price", Value: "pricing~80ms~user,product"},
	{Key: "stock", Value: "warehouse~120ms~product"},
	{Key: "delivery", Value: "shipping~70ms~user,stock"},
	{Key: "reviews", Value: "reviews~90ms~product"},
	{Key: "similar", Value: "recommender~110ms~product"},
	{Key: "picks", Value: "recommender~150ms~user,product"},
	{Key: "page", Value: "~15ms~price,delivery,reviews,similar,picks"},
}

const (
	checkout = "calls=session=accounts~25ms;cart=carts~40ms~session;address=accounts~30ms~session;shipping=carriers~120ms~cart,address;" +
		"tax=tax~90ms~cart,address;fraud=risk~200ms~cart;reserve=warehouse~80ms~cart;" +
		"payment=bank~350ms~shipping,tax,fraud,reserve;order=orders~60ms~payment;email=mail~50ms~order;invoice=billing~70ms~order"
	dashboard = "calls=session=accounts~40ms;sales=database~180ms~session;orders=database~120ms~session;returns=database~90ms~session;" +
		"stock=database~160ms~session;visitors=analytics~220ms~session;funnel=analytics~310ms~session;sources=analytics~140ms~session;" +
		"errors=logs~250ms~session;latency=logs~200ms~session;deploys=builds~60ms~session;alerts=alerts~50ms~session;on+call=alerts~45ms~session" +
		"&limits=database=2;analytics=2&at-once=6"
	chain    = "calls=token=login~80ms;account=accounts~120ms~token;orders=orders~200ms~account;invoice=billing~150ms~orders;pdf=printer~300ms~invoice"
	slowTail = "calls=auth=accounts~20ms..40ms;user=accounts~p50=45ms+p99=300ms~auth;product=catalogue~40ms..90ms;price=pricing~80ms~user,product~2%25~1;" +
		"stock=warehouse~p50=120ms+p99=900ms~product;picks=recommender~p50=150ms+p99=1.5s~user,product~5%25~2;page=~15ms~price,stock,picks"
	feed = "calls=session=accounts~20ms;me=accounts~30ms~session;feed=ranker~90ms~me;post+1=posts~40ms~feed;author+1=people~35ms~post+1;" +
		"likes+1=counts~25ms~post+1;photo+1=photos~95ms~post+1;post+2=posts~55ms~feed;author+2=people~40ms~post+2;" +
		"likes+2=counts~30ms~post+2;photo+2=photos~110ms~post+2;post+3=posts~35ms~feed;author+3=people~30ms~post+3;" +
		"likes+3=counts~35ms~post+3;photo+3=photos~80ms~post+3;post+4=posts~60ms~feed;author+4=people~35ms~post+4;" +
		"likes+4=counts~20ms~post+4;photo+4=photos~95ms~post+4;post+5=posts~45ms~feed;author+5=people~40ms~post+5;" +
		"likes+5=counts~25ms~post+5;photo+5=photos~110ms~post+5;post+6=posts~50ms~feed;author+6=people~30ms~post+6;" +
		"likes+6=counts~30ms~post+6;photo+6=photos~80ms~post+6;ads=ads~140ms~me;unread=inbox~60ms~me;" +
		"screen=~25ms~photo+1,photo+2,photo+3,photo+4,photo+5,photo+6,ads&limits=posts=3&at-once=8"
)
